import{c as r,y as t}from"./chunk-T6CWLGOD.js";function d(i,o){return i.split(/(\{\w+\})/).map((n,g)=>{let e=/^\{(\w+)\}$/.exec(n)?.[1];return t(r,{children:e===void 0?n:o[e]},g)})}export{d as a};
