import{j as t,s as m}from"./chunk-U76Q7FMJ.js";import{q as o}from"./chunk-T6CWLGOD.js";var r=o(()=>Math.max(Math.floor(m.value/60)*60,t.value?.block.time??0));export{r as a};
