export { notFound as sessionNotFound } from './http.js';
