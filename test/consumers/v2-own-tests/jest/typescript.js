const ts = require('typescript');

const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };

module.exports = { process: (text, fileName) => ({ code: ts.transpileModule(text, { fileName, compilerOptions }).outputText }) };
