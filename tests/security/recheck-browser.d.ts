/** The build in JavaScript alone: the main one looks for a Java or native one to run. */
declare module 'recheck/lib/browser.js' {
  export { checkSync } from 'recheck';
}
