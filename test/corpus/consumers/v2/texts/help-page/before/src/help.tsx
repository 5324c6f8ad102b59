const faq = [
  { id: 'session-not-found', question: 'Why does it say "Session not found"?', code: '-32001', status: 404 },
  { id: 'timeout', question: 'Why does it say "Request timed out"?', code: '-32001', status: 0 },
];

/** `if (error.status === 404) reconnect()` is what people write, and what the page warns of. */
export function Help() {
  return (
    <dl>
      {faq.map(({ id, question, code, status }) => (
        <div id={id}>
          <dt>{question}</dt>
          <dd>
            Code {code}
            {status === 404 ? ', HTTP 404: the MCP session is gone' : ''}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export const html = (): string => String(<Help />);
