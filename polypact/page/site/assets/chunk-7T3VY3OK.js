function r(t){return t.replace(/\B(?=(\d{3})+$)/g,",")}function o(t){let n=typeof t=="number"?BigInt(Math.trunc(t)):t;return n<0n?`−${r((-n).toString())}`:r(n.toString())}export{r as a,o as b};
