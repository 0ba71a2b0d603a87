import{a as o,p as t}from"./chunk-ALF3CQK5.js";import{h as r,i as e}from"./chunk-XGCGOC5G.js";function n(i,m,p=[]){return e(r(o(t(i,m,p))))}export{n as a};
