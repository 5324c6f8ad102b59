module.exports = {
  testMatch: ['<rootDir>/jest/**/*.test.[jt]s'],
  transform: { '\\.ts$': './jest/typescript.js', '\\.js$': 'babel-jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};
