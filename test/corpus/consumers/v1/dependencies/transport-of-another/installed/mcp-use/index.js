export async function openSession(client) {
  return { callTool: (name) => client.callTool({ name }) };
}
