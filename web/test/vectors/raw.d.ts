/** A file as its text: what is read as JSON from it need not be typed by its contents. */
declare module "*?raw" {
  const text: string;
  export default text;
}
