export const en = {
  'error.session': 'Session not found. Please reconnect to the MCP server.',
  'error.404': 'The MCP server answered 404 (-32001)',
  'error.timeout': 'The tool took too long',
} as const;

export type Key = keyof typeof en;

export const de: Record<Key, string> = {
  'error.session': 'Sitzung nicht gefunden. Bitte neu mit dem MCP-Server verbinden.',
  'error.404': 'Der MCP-Server antwortete 404 (-32001)',
  'error.timeout': 'Das Werkzeug brauchte zu lange',
};

export const text = (key: Key, language: 'en' | 'de'): string => (language === 'de' ? de : en)[key];
