import { redisScript } from "./redis-script.ts";

/**
 * Adds counts to hour strings, all or nothing, and only while the head names the caller's generation.
 * KEYS: head, then one hour string per group (an hour may have several). ARGV: generation, first hour to keep, key prefix, then per
 * group: epoch hour, seconds to live, number of arguments, and that many arguments of BITFIELD.
 * The head's version of an hour grows with every change, so readers see which hours of theirs are out of date. A string that should
 * exist and does not was evicted, and a count that would fall below zero overtook its addition: the generation goes, and the next
 * reader rebuilds. A new hour ends the growth of the one before it, whose string gives its spare room back.
 */
export const applyScript = redisScript(`
if redis.call('HGET', KEYS[1], 'generation') ~= ARGV[1] then return 0 end
local function startHour(hour)
  local previous
  for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
    local other = tonumber(field)
    if other and other < tonumber(ARGV[2]) then redis.call('HDEL', KEYS[1], field)
    elseif other and other < hour and (not previous or other > previous) then previous = other end
  end
  if not previous then return end
  local key = string.format('%s%d', ARGV[3], previous)
  local counts = redis.call('GET', key)
  if counts then redis.call('SET', key, counts, 'KEEPTTL') end
end
local at = 4
for i = 2, #KEYS do
  local hour, last = ARGV[at], at + 2 + tonumber(ARGV[at + 2])
  local version = redis.call('HINCRBY', KEYS[1], hour, 1)
  if version > 1 and redis.call('EXISTS', KEYS[i]) == 0 then
    redis.call('HDEL', KEYS[1], 'generation')
    return 0
  end
  if version == 1 then startHour(tonumber(hour)) end
  for _, count in ipairs(redis.call('BITFIELD', KEYS[i], unpack(ARGV, at + 3, last))) do
    if not count then
      redis.call('HDEL', KEYS[1], 'generation')
      return 0
    end
  end
  redis.call('EXPIRE', KEYS[i], ARGV[at + 1])
  at = last + 1
end
return 1`);

/**
 * Reads the hours that changed since the caller read them. KEYS: head, hour strings. ARGV: generation of the caller's copies, then
 * per hour: epoch hour, version of the caller's copy ('' = none). Answers generation, then per hour: version ('' = no such hour,
 * 'lost' = evicted) and the string, or nil when the copy is still right.
 */
export const readScript = redisScript(`
local fields = { 'generation' }
for i = 2, #KEYS do fields[i] = ARGV[2 * i - 2] end
local head = redis.call('HMGET', KEYS[1], unpack(fields))
local isSame = head[1] == ARGV[1]
local reply = { head[1] or '' }
for i = 2, #KEYS do
  local version = head[i] or ''
  local counts = false
  if version ~= '' then
    if isSame and version == ARGV[2 * i - 1] then
      if redis.call('EXISTS', KEYS[i]) == 0 then version = 'lost' end
    else
      counts = redis.call('GET', KEYS[i])
      if not counts then version = 'lost' end
    end
  end
  reply[2 * i - 2] = version
  reply[2 * i - 1] = counts
end
return reply`);
