import { describe, expect, it } from "vitest";
import { outgoingRules, refuseAddress, refuseOutgoingUrl } from "./outgoing-url.ts";

const onServer = outgoingRules("https://console.acme.com");
const onLaptop = outgoingRules("http://localhost:3000");

describe("a URL that a server may call", () => {
  it.each([
    "https://hooks.acme.com/in?key=1",
    "https://hooks.acme.com:8443/",
    "https://HOOKS.acme.com",
    "https://bücher.example/",
    "https://8.8.8.8/",
    "https://[2606:4700::1111]/",
  ])("may be %s", (url) => expect(refuseOutgoingUrl(url, onServer)).toBeNull());

  const plain = "must start with https://";
  const inner = "must be a host on the internet, not a private, local or reserved address";
  const unnamed = "must name a host on the internet";
  const port = "must use port 443 or one from 1024";
  const login = "must not contain a user name or password";
  it.each([
    ["not a url", "must be a URL of at most 2048 characters"],
    [`https://hooks.acme.com/${"a".repeat(2048)}`, "must be a URL of at most 2048 characters"],
    ["http://hooks.acme.com/", plain],
    ["http://127.0.0.1/", plain],
    ["ftp://hooks.acme.com/", plain],
    ["file:///etc/passwd", plain],
    ["gopher://127.0.0.1:6379/_FLUSHALL", plain],
    ["https://ann@hooks.acme.com/", login],
    ["https://hooks.acme.com:443@127.0.0.1/", login],
    ["https://hooks.acme.com:22/", port],
    ["https://hooks.acme.com:25/", port],
    ["https://hooks.acme.com:1023/", port],
    ["https://127.0.0.1/", inner],
    ["https://127.1:8443/", inner],
    ["https://2130706433/", inner],
    ["https://0x7f000001/", inner],
    ["https://0177.0.0.1/", inner],
    ["https://localhost/", inner],
    ["https://app.localhost/", inner],
    ["https://0.0.0.0/", inner],
    ["https://10.0.0.1/", inner],
    ["https://100.64.1.1/", inner],
    ["https://169.254.169.254/latest/meta-data/", inner],
    ["https://[::1]/", inner],
    ["https://[::]/", inner],
    ["https://[::ffff:127.0.0.1]/", inner],
    ["https://[::ffff:a9fe:a9fe]/", inner],
    ["https://[64:ff9b::10.0.0.1]/", inner],
    ["https://[fd00:ec2::254]/", inner],
    ["https://[fe80::1]/", inner],
    ["https://224.0.0.1/", inner],
    ["https://intranet/", unnamed],
    ["https://metadata.google.internal/", unnamed],
    ["https://printer.local/", unnamed],
    ["https://router.home.arpa/", unnamed],
    ["https://hooks.acme.com./", unnamed],
  ])("is never %s", (url, why) => expect(refuseOutgoingUrl(url, onServer)).toBe(why));
});

describe("a console on one's own machine", () => {
  it.each(["http://127.0.0.1:9000/in", "http://localhost/", "http://[::1]:9000/", "https://localhost:8443/"])(
    "may call %s",
    (url) => expect(refuseOutgoingUrl(url, onLaptop)).toBeNull(),
  );

  it.each(["http://hooks.acme.com/", "http://10.0.0.1/", "https://192.168.1.1/", "https://169.254.169.254/"])(
    "may still not call %s",
    (url) => expect(refuseOutgoingUrl(url, onLaptop)).toMatch(/^must /),
  );
});

it("judges what a look-up answered", () => {
  expect(refuseAddress("93.184.216.34", onServer)).toBeNull();
  expect(refuseAddress("127.0.0.1", onServer)).toMatch(/must be a host on the internet/);
  expect(refuseAddress("127.0.0.1", onLaptop)).toBeNull();
  expect(refuseAddress("fe80::1%eth0", onLaptop)).toMatch(/must be a host on the internet/);
  expect(refuseAddress("other.acme.com", onServer)).toBe("is not an address");
});
