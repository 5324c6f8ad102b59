'use strict';

var http = require('@modelcontextprotocol/sdk/client/streamableHttp.js');
const { isSessionExpired } = require('@resession/transport/v1');

exports.isExpired = function (err) {
  return err instanceof http.StreamableHTTPError && isSessionExpired(err);
};

exports.isForbidden = function (err) {
  return err instanceof http.StreamableHTTPError && err.code === 403;
};
