import{j as t,s as m}from"./chunk-BABEAX56.js";import{q as o}from"./chunk-VT5LB7RT.js";var r=o(()=>Math.max(Math.floor(m.value/60)*60,t.value?.block.time??0));export{r as a};
