import{A as o,h as i}from"./chunk-XGCGOC5G.js";import"./chunk-6L5KS65D.js";function e(n){return o(n).slice(2)}function f(n){let s=[...n].sort(([r],[t])=>r<t?-1:1).map(([r,t])=>`${t}  ${r}
`);return e(i(s.join("")))}export{e as hashOf,f as wholeOf};
