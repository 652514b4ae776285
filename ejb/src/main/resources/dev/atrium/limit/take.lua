-- Counts a request in all windows, or in none if one is full. By the clock of Redis, since those of the nodes differ.
--
-- KEYS     the windows
-- ARGV[1]  what the request is called
-- then for each window: its kind (log or counter), its limit, its length in microseconds, and 1 if it is only looked at
--
-- Answers 1 or 0 for whether there was room, the time in microseconds, then for each window how many requests it holds and in how many
-- microseconds the oldest of them leaves it, of those that are too many the last.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]

local windows = {}
local admitted = 1
for i, key in ipairs(KEYS) do
    local window = {
        key = key,
        log = ARGV[4 * i - 2] == 'log',
        limit = tonumber(ARGV[4 * i - 1]),
        length = tonumber(ARGV[4 * i]),
        observed = ARGV[4 * i + 1] == '1',
    }
    if window.log then
        redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now - window.length))
        window.used = redis.call('ZCARD', key)
    else
        window.used = tonumber(redis.call('GET', key) or '0')
    end
    if not window.observed and window.used >= window.limit then
        admitted = 0
    end
    windows[i] = window
end

local answer = { admitted, string.format('%.0f', now) }
for _, window in ipairs(windows) do
    if admitted == 1 and not window.observed then
        window.used = window.used + 1
        if window.log then
            redis.call('ZADD', window.key, string.format('%.0f', now), ARGV[1])
            redis.call('PEXPIRE', window.key, math.ceil(window.length / 1000))
        else
            redis.call('INCR', window.key)
            if window.used == 1 then
                redis.call('PEXPIRE', window.key, math.ceil(window.length / 1000))
            end
        end
    end
    local wait = 0
    if window.log then
        local place = math.max(0, window.used - window.limit)
        local oldest = redis.call('ZRANGE', window.key, place, place, 'WITHSCORES')
        if oldest[2] then
            wait = tonumber(oldest[2]) + window.length - now
        end
    elseif window.used > 0 then
        wait = redis.call('PTTL', window.key) * 1000
    end
    answer[#answer + 1] = window.used
    answer[#answer + 1] = string.format('%.0f', wait)
end
return answer
