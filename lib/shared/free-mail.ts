const freeMailDomains = new Set(
  `gmail.com googlemail.com yahoo.com yahoo.ca yahoo.co.uk yahoo.com.mx yahoo.es yahoo.fr yahoo.de ymail.com rocketmail.com myyahoo.com
  hotmail.com hotmail.co.uk hotmail.ca hotmail.fr hotmail.es outlook.com outlook.es live.com live.ca live.co.uk msn.com passport.com
  aol.com aim.com netscape.net compuserve.com cs.com icloud.com me.com mac.com
  comcast.net xfinity.com att.net sbcglobal.net bellsouth.net pacbell.net ameritech.net swbell.net snet.net prodigy.net flash.net nvbell.net
  verizon.net frontier.com frontiernet.net cox.net charter.net spectrum.net roadrunner.com rr.com twc.com brighthouse.com
  optonline.net optimum.net cablevision.com suddenlink.net centurylink.net centurytel.net embarqmail.com qwest.net q.com lumen.com
  windstream.net earthlink.net mindspring.com peoplepc.com netzero.net netzero.com juno.com mediacombb.net wowway.com hughes.net
  tds.net consolidated.net cableone.net sparklight.net gci.net hawaiiantel.net ptd.net rcn.com astound.net zoominternet.net metrocast.net
  protonmail.com proton.me pm.me tutanota.com tuta.io gmx.com gmx.net gmx.us gmx.de web.de mail.com email.com usa.com post.com
  zoho.com zohomail.com fastmail.com fastmail.fm hushmail.com inbox.com mail.ru yandex.com yandex.ru duck.com hey.com lycos.com excite.com`
    .trim()
    .split(/\s+/),
);

/**
 * Whether many unrelated people have addresses at this recipient domain (mail services and internet providers). Rules that judge a
 * recipient domain as a whole never apply to these (SPEC §7). `domain` is ASCII, lower case.
 */
export function isFreeMailDomain(domain: string): boolean {
  return freeMailDomains.has(domain) || domain.endsWith(".rr.com");
}
