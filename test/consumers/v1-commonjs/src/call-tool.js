'use strict'

const { getClient, dropClient } = require('./connection.js')

const ATTEMPTS = 2

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

module.exports = { callTool }
