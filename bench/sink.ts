import { createServer } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

// A provider that takes every message after a fixed time: `new Worker(sink.ts, { workerData: { answerMs } })` posts its port.
const { answerMs } = workerData as { answerMs: number };
let taken = 0;
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    setTimeout(() => {
      taken += 1;
      response.writeHead(202, { "content-type": "application/json" });
      response.end(JSON.stringify({ provider_message_id: `sink-${taken}` }));
    }, answerMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === "object" && address !== null ? address.port : 0);
});
