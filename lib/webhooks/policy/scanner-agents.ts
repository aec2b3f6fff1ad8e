/**
 * User agents of mail security gateways, link previews and programs: nobody read the mail. Image proxies of mail services
 * (GoogleImageProxy, YahooMailProxy) are not here: they fetch when a person opens.
 */
const scanners =
  /barracuda|proofpoint|mimecast|fireeye|trellix|trendmicro|trend micro|messagelabs|symantec|cloudmark|ironport|forcepoint|sophos|zscaler|fortinet|fortimail|checkpoint|cyren|vade|hornetsecurity|spamtitan|office existence discovery|skypeuripreview|bingpreview|slackbot|facebookexternalhit|whatsapp|telegrambot|linkpreview|googleother|headlesschrome|phantomjs|puppeteer|playwright|selenium|python-requests|python-urllib|aiohttp|go-http-client|java\/|okhttp|apache-httpclient|libwww-perl|curl\/|wget\/|node-fetch|axios\/|undici|\bbot\b|[a-z]bot\/|crawler|spider|scanner/i;

/** True when the user agent names a program that opens mail or follows links by itself (SPEC §8). */
export function isScannerAgent(userAgent: string | null): boolean {
  return userAgent !== null && scanners.test(userAgent);
}
