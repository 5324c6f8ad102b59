const { Client } = require('@modelcontextprotocol/sdk/client/index.js')
const { StreamableHTTPError } = require('@modelcontextprotocol/sdk/client/streamableHttp.js')
const { isSessionExpired, StreamableHTTPClientTransport } = require('@resession/transport/v1')

module.exports = function createHub (endpoint) {
  const hub = { nth: 0, client: undefined }

  hub.connect = async function () {
    hub.nth++
    hub.client = new Client({ name: 'hub', version: '1.0.0' })
    await hub.client.connect(new StreamableHTTPClientTransport(new URL(endpoint)))
  }

  hub.send = async function (text) {
    try {
      await hub.client.callTool({ name: 'echo', arguments: { text } })
    } catch (err) {
      if (!(err instanceof StreamableHTTPError) || !isSessionExpired(err)) {
        throw err
      }
      await hub.connect()
      await hub.client.callTool({ name: 'echo', arguments: { text } })
    }
    return `ok on ${hub.nth}`
  }

  return hub
}
