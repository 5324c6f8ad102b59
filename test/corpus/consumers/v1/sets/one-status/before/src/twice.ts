import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport, StreamableHTTPError } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const RECONNECT_ON = [404] as const;

const worthReconnecting = (err: unknown): err is StreamableHTTPError =>
	err instanceof StreamableHTTPError && (RECONNECT_ON as readonly (number | undefined)[]).includes(err.code);

export async function twice(once: (client: Client) => Promise<string>, connect: () => Promise<Client>): Promise<string> {
	let client = await connect();
	try {
		return await once(client);
	} catch (err) {
		if (!worthReconnecting(err)) throw err;
		client = await connect();
		await once(client);
		return "second time lucky";
	}
}

export async function connectTo(url: string): Promise<Client> {
	const client = new Client({ name: "twice", version: "1.0.0" });
	await client.connect(new StreamableHTTPClientTransport(new URL(url)));
	return client;
}
