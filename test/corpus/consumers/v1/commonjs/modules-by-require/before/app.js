'use strict';

const connection = require('./lib/connection');
const errors = require('./lib/errors');

function App(url) {
  this.url = url;
  this.client = null;
}

App.prototype.start = async function start() {
  this.client = await connection(this.url);
};

App.prototype.hello = async function hello() {
  try {
    await this.client.callTool({ name: 'echo', arguments: { text: 'hello' } });
    return 'hello';
  } catch (err) {
    if (errors.isForbidden(err)) return 'not allowed';
    if (!errors.isExpired(err)) throw err;
    await this.start();
    return 'hello again';
  }
};

exports.App = App;
