'use strict'

const readline = require('node:readline')
const { callTool, dropClient } = require('./session.js')

const url = process.argv[2] ?? 'http://127.0.0.1:3000/mcp'

/** @param {string} text */
async function answer (text) {
    try {
        const result = /** @type {{ content: { text?: string }[] }} */ (await callTool(url, 'echo', { text }))
        return { ok: true, text: result.content[0]?.text ?? '' }
    } catch (err) {
        return { ok: false, error: err instanceof Error ? err.message : String(err) }
    }
}

async function main () {
    for await (const line of readline.createInterface({ input: process.stdin })) {
        console.log(JSON.stringify(await answer(line)))
    }
    await dropClient()
}

main()
