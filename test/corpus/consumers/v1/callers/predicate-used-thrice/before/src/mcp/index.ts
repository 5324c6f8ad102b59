export { default as connect } from './connect.js';
export { isLost } from './predicates.js';
