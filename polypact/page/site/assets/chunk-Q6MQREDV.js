import{g as e,m as t}from"./chunk-T6CWLGOD.js";var o=e({of:()=>{}});function n(){return t(o)}export{o as a,n as b};
