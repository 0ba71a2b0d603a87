var d={waiting:"wait",open:"open",tied:"wait",delay:"wait",ready:"good",done:"done",failed:"bad",stopped:"bad",withdrawn:"done",lapsed:"done"};export{d as a};
