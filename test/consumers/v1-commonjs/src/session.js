'use strict'

const { Client } = require('@modelcontextprotocol/sdk/client/index.js')
const { openTransport } = require('./transport.js')

const ATTEMPTS = 2

/** @type {Client | null} */
let current = null

/** @param {string} url */
async function getClient (url) {
    if (!current) {
        const client = new Client({ name: 'stock-alerts', version: '0.9.2' })
        await client.connect(openTransport(url))
        current = client
    }
    return current
}

async function dropClient () {
    const client = current
    current = null
    if (client) await client.close()
}

/** @param {unknown} err */
function lostSession (err) {
    if (!(err instanceof Error)) return false
    const text = err.message.toLowerCase()
    return text.includes('"code":-32001') || text.includes('session not found')
}

/**
 * @param {string} url
 * @param {string} name
 * @param {Record<string, unknown>} args
 */
async function callTool (url, name, args) {
    for (let attempt = 1; ; attempt++) {
        const client = await getClient(url)
        try {
            return await client.callTool({ name, arguments: args })
        } catch (err) {
            if (!lostSession(err) || attempt === ATTEMPTS) throw err
            await dropClient()
        }
    }
}

module.exports = { callTool, dropClient }
