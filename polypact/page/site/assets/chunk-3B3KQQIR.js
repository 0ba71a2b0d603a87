import{d as t}from"./chunk-B5WRYB7O.js";function i(n){let r=Object.entries(t).filter(([e])=>(n&Number(e))!==0).map(([,e])=>e).join(", ");return r.charAt(0).toUpperCase()+r.slice(1)}export{i as a};
