function o(e,n){let r=t(e,n);return r.charAt(0).toUpperCase()+r.slice(1)}function t(e,n){return Object.entries(n).filter(([r])=>(e&Number(r))!==0).map(([,r])=>r).join(", ")}export{o as a,t as b};
