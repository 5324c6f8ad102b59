'use strict'

const { Client } = require('@modelcontextprotocol/sdk/client/index.js')
const { StreamableHTTPClientTransport } = require('@modelcontextprotocol/sdk/client/streamableHttp.js')

/** @type {Client | null} */
let current = null

/** @param {string} url */
async function getClient (url) {
    if (!current) {
        const client = new Client({ name: 'stock-alerts', version: '0.9.2' })
        await client.connect(new StreamableHTTPClientTransport(new URL(url)))
        current = client
    }
    return current
}

async function dropClient () {
    const client = current
    current = null
    if (client) await client.close()
}

module.exports = { getClient, dropClient }
