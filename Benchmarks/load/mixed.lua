-- Requests for wrk: builds and lists that are right, and bodies that are not. The folder of the checkout
-- is the argument: wrk -s Benchmarks/load/mixed.lua URL -- .
local bodies, statuses, threads = {}, {}, {}

local function text(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read("a")
  file:close()
  return bytes
end

local function body(path, bytes)
  bodies[#bodies + 1] = wrk.format("POST", path, nil, bytes)
end

function setup(thread)
  threads[#threads + 1] = thread
end

function init(arguments)
  local root = arguments[1] or "."
  for _, name in ipairs { "four-2080ti", "kaggle-budget", "single-4090" } do
    local build = text(root .. "/Fixtures/builds/" .. name .. ".yaml")
    body("/v1/check", build)
    body("/v1/check?lang=zh&format=text", build)
    body("/v1/check?format=html", build)
    body("/v1/show", build)
  end
  body("/v1/check", "CPU: AMD Ryzen 9 7950X\nGPU: NVIDIA GeForce RTX 4090\nRAM: 64GB DDR5-5600\n")
  body("/v1/resolve", "2x RTX 3090\nCorsair AX1600i\n")
  -- The caller's mistakes: an unknown key, what is not YAML, an option that is not there, another path.
  body("/v1/check", "gpus: [{ vram: 24 }]\n")
  body("/v1/check", "gpus: [ {\n")
  body("/v1/check?format=pdf", "gpus: []\n")
  body("/v1/chekc", "gpus: []\n")
  counts = ""
  at = math.random(#bodies)
end

function request()
  at = at % #bodies + 1
  return bodies[at]
end

function response(status)
  statuses[status] = (statuses[status] or 0) + 1
  local parts = {}
  for code, count in pairs(statuses) do
    parts[#parts + 1] = code .. "=" .. count
  end
  counts = table.concat(parts, " ")
end

function done(summary, latency)
  local sums = {}
  for _, thread in ipairs(threads) do
    for code, count in thread:get("counts"):gmatch("(%d+)=(%d+)") do
      sums[code] = (sums[code] or 0) + tonumber(count)
    end
  end
  local wrong, codes = 0, {}
  for code, count in pairs(sums) do
    codes[#codes + 1] = code .. ": " .. count
    if not ({ ["200"] = true, ["400"] = true, ["404"] = true, ["422"] = true })[code] then
      wrong = wrong + count
    end
  end
  table.sort(codes)
  print(("statuses %s"):format(table.concat(codes, ", ")))
  print(("p50 %.1f ms, p99 %.1f ms, most %.1f ms"):format(
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
  local lost = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(("answers %d, of them wrong %d, lost %d"):format(summary.requests, wrong, lost))
end
