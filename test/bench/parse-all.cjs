// For `bench:scan`: what jscodeshift costs over a tree before a transform does anything with it.
module.exports = (file, { j }) => {
  j(file.source);
};
