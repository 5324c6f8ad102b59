'use strict'

const { StreamableHTTPClientTransport } = require('@modelcontextprotocol/sdk/client/streamableHttp.js')

/** @param {string} url */
function openTransport (url) {
    const requestInit = { headers: { 'user-agent': 'stock-alerts/0.9' } }
    return new StreamableHTTPClientTransport(new URL(url), { requestInit })
}

module.exports = { openTransport }
