/** Each test leaves over somebody's provider account: enough to try a text out, too few to write to anybody with. */
export const testMessageRateLimit = { name: "template-test", max: 10, windowSeconds: 600 };
