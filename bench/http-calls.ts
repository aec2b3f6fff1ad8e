import { type Agent, type RequestOptions, request } from "node:http";

export type HttpCall = { url: string; method: "GET" | "POST"; headers?: Record<string, string>; body?: Buffer };

/**
 * Makes the calls, so many at a time, over kept connections of the agent, and answers the bodies in the order of the calls.
 * @throws Error when one is not answered with 200
 */
export async function callMany(agent: Agent, calls: readonly HttpCall[], atOnce: number): Promise<string[]> {
  const bodies: string[] = new Array(calls.length);
  let next = 0;
  const work = async () => {
    for (let at = next++; at < calls.length; at = next++) bodies[at] = await callOnce(agent, calls[at] as HttpCall);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return bodies;
}

function callOnce(agent: Agent, { url, method, headers, body }: HttpCall): Promise<string> {
  const options: RequestOptions = { agent, method, headers: { ...headers, "content-length": body?.length ?? 0 } };
  return new Promise((resolve, reject) => {
    const call = request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${method} ${url} answered ${answer.statusCode}: ${text.slice(0, 500)}`));
      });
    });
    call.on("error", reject);
    call.end(body);
  });
}
