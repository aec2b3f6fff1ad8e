/**
 * What guessers try first, in lower case: the commonest passwords and their parts (of the lists of NCSC and SplashData), keyboard
 * rows, and what people put around them. Taken out of a password before what is left is measured.
 */
export const commonParts = [
  ..."password passwort passwd passcode passphrase motdepasse contrasena senha login signin admin administrator root".split(
    " ",
  ),
  ..."user guest test testing demo default secret letmein welcome willkommen changeme change please hello iloveyou".split(
    " ",
  ),
  ..."qwertyuiop qwertzuiop azertyuiop qwerty qwertz azerty asdfghjkl asdfgh zxcvbnm zxcvbn yxcvbnm qazwsxedc qazwsx".split(
    " ",
  ),
  ..."1qaz2wsx3edc 1q2w3e4r5t 1q2w3e 01234567890 1234567890 12345678 123456 12345 1234 0987654321 987654321 654321".split(
    " ",
  ),
  ..."abcdefghijklmnopqrstuvwxyz abcdefgh abcdef abcd abc123 aaaaaa 111111 000000 121212 123123 123321 112233".split(
    " ",
  ),
  ..."monkey dragon football baseball basketball soccer hockey master superman batman starwars pokemon princess".split(
    " ",
  ),
  ..."sunshine shadow michael jordan jennifer charlie ashley daniel thomas jessica michelle killer ninja mustang".split(
    " ",
  ),
  ..."whatever trustno1 freedom flower lovely cheese computer internet samsung google facebook linkedin company".split(
    " ",
  ),
  ..."spring summer autumn winter january february march april june july august september october november december".split(
    " ",
  ),
  ..."correcthorsebatterystaple outreach console leadlock email mailbox sales".split(" "),
].sort((a, b) => b.length - a.length);
