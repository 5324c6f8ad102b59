'use strict';

var http = require('@modelcontextprotocol/sdk/client/streamableHttp.js');

exports.isExpired = function (err) {
  return err instanceof http.StreamableHTTPError && err.code === 404;
};

exports.isForbidden = function (err) {
  return err instanceof http.StreamableHTTPError && err.code === 403;
};
