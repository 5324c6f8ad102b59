import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderLog } from './render-log.js';

test('renders a failed run', () => {
  const lines = [
    { at: 1, text: 'connecting to http://localhost:3000/mcp' },
    { at: 2, text: 'MCP error -32001: Session not found (HTTP 404)' },
    { at: 3, text: 'reconnecting' },
  ];
  assert.equal(
    renderLog(lines),
    '[1] connecting to http://localhost:3000/mcp\n[2] MCP error -32001: Session not found (HTTP 404)\n[3] reconnecting',
  );
});
