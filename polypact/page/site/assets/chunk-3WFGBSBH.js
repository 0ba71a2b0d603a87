import{i as t,r as m}from"./chunk-ENDJ56VA.js";import{q as o}from"./chunk-734JBZYB.js";var r=o(()=>Math.max(Math.floor(m.value/60)*60,t.value?.block.time??0));export{r as a};
