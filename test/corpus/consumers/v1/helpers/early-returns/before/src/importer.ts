import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { connect } from './connection.js'
import { describe, isSessionGone } from './errors.js'

export class Importer {
  private client?: Client

  constructor(private readonly endpoint: string, private readonly log: (line: string) => void = () => {}) {}

  async start(): Promise<void> {
    this.client = await connect(this.endpoint)
  }

  /** Reads every note once; one lost session is forgiven. */
  async importAll(): Promise<number> {
    if (!this.client) throw new Error('start() first')
    try {
      return await this.count(this.client)
    } catch (error) {
      this.log(`import failed: ${describe(error)}`)
      if (!isSessionGone(error)) throw error
      await this.start()
      return this.count(this.client)
    }
  }

  private async count(client: Client): Promise<number> {
    const { resources } = await client.listResources()
    return resources.length
  }
}
