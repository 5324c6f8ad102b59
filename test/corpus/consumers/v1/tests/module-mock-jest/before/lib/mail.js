const { StreamableHTTPClientTransport, StreamableHTTPError } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');

function needsNewSession(error) {
  return error instanceof StreamableHTTPError && error.code === 404;
}

async function send(connect, letter) {
  const call = { name: 'send', arguments: letter };
  try {
    return await (await connect()).callTool(call);
  } catch (error) {
    if (!needsNewSession(error)) throw error;
    return (await connect()).callTool(call);
  }
}

const transportTo = (url) => new StreamableHTTPClientTransport(new URL(url));

module.exports = { needsNewSession, send, transportTo };
