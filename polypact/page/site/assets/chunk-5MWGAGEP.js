import{i as t,r as m}from"./chunk-O2ZDUHCP.js";import{q as o}from"./chunk-JMUY5RMK.js";var r=o(()=>Math.max(Math.floor(m.value/60)*60,t.value?.block.time??0));export{r as a};
