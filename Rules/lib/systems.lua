-- Operating systems as builds name them. The format's own names are `windows-10`, `linux` and the
-- like, but any text is allowed there: "Ubuntu 22.04", "Win 11 Pro", "macOS 14".
local systems = {}

-- The format's own names, which most builds have.
local own = {
  linux = "linux", macos = "macos", ["windows-7"] = "windows-7", ["windows-8"] = "windows-8",
  ["windows-8.1"] = "windows-8.1", ["windows-10"] = "windows-10", ["windows-11"] = "windows-11",
  ["windows-server-2019"] = "windows-server-2019", ["windows-server-2022"] = "windows-server-2022",
}

-- Words in the names of systems that run a Linux kernel.
local linux = {
  "linux", "ubuntu", "debian", "fedora", "centos", "rhel", "red hat", "redhat", "rocky", "alma",
  "suse", "arch", "manjaro", "mint", "gentoo", "nixos", "pop! os", "pop!os", "pop os", "proxmox",
  "unraid", "kali", "elementary", "endeavouros", "cachyos", "garuda", "bazzite", "nobara", "zorin",
  "steamos", "hiveos", "dgx os", "truenas scale", "openeuler", "kylin", "deepin", "anolis", "uos",
}

-- As `linux`, for names that stand without blanks around them.
local chinese = { "麒麟", "统信", "深度" }

local function is_linux(text)
  for _, word in ipairs(linux) do
    if text:find("%f[%a]" .. word .. "%f[%A]") then
      return true
    end
  end
  for _, word in ipairs(chinese) do
    if text:find(word) then
      return true
    end
  end
  return false
end

local function windows(text)
  local server = text:match("^windows server (%d+)")
  if server then
    return "windows-server-" .. server
  end
  local release = text:match("^win%a* (%d[%d.]*)") or text:match("^win(%d[%d.]*)")
  return release and "windows-" .. release:gsub("%.$", "")
end

local function read(os)
  -- `a b` for `A-B`, `A_B` and "Microsoft A B".
  local text = os:lower():gsub("[-_]", " "):gsub("^%s*microsoft%s+", ""):gsub("%s+", " ")
  if text:find("^%s*mac ?os") or text:find("^%s*os x") then
    return "macos"
  end
  local release = windows(text)
  if not is_linux(text) then
    return release
  end
  -- Two systems side by side are neither.
  return not release and "linux" or nil
end

-- The name that the format has for a system, such as `windows-11` or `linux`; nil for a text that
-- names none that is known here, and where none is stated.
function systems.canonical(os)
  return os and (own[os] or read(os))
end

-- "linux" or "windows"; nil for a system without NVIDIA's driver, or one that is not known.
function systems.family(os)
  local name = systems.canonical(os)
  return name and (name == "linux" and "linux" or name:find("^windows") and "windows") or nil
end

-- Whether a system is stated, and is none that is known here.
function systems.is_strange(os)
  return os ~= nil and systems.canonical(os) == nil
end

return systems
