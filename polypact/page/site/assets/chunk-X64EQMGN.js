import{j as t,s as m}from"./chunk-JSAA2PSA.js";import{q as o}from"./chunk-H2WVFMYR.js";var r=o(()=>Math.max(Math.floor(m.value/60)*60,t.value?.block.time??0));export{r as a};
