import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport, StreamableHTTPError } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

type Content = Array<{ type: string; text?: string }>;

export class WeatherService {
    readonly #endpoint: URL;
    #client: Client | null = null;
    #generation = 0;

    constructor(endpoint: string) {
        this.#endpoint = new URL(endpoint);
    }

    get connections(): number {
        return this.#generation;
    }

    async prepare(): Promise<void> {
        await this.#connect();
    }

    async forecast(city: string): Promise<string> {
        for (let round = 0; ; round++) {
            const client = this.#client ?? (await this.#connect());
            const outcome = await this.#attempt(client, city);
            if (outcome.ok) return outcome.text;
            if (round > 0 || !this.#lostSession(outcome.error)) throw outcome.error;
            this.#client = null;
        }
    }

    async #attempt(client: Client, city: string): Promise<{ ok: true; text: string } | { ok: false; error: unknown }> {
        try {
            const reply = await client.callTool({ name: "search", arguments: { city } });
            return { ok: true, text: (reply.content as Content)[0]?.text ?? "" };
        } catch (error) {
            return { ok: false, error };
        }
    }

    #lostSession(error: unknown): boolean {
        return error instanceof StreamableHTTPError && error?.code === 404;
    }

    async #connect(): Promise<Client> {
        const client = new Client({ name: "weather", version: "5.1.0" });
        await client.connect(new StreamableHTTPClientTransport(this.#endpoint));
        this.#generation += 1;
        this.#client = client;
        return client;
    }
}
