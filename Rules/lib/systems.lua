-- Operating systems as builds name them. The format's own names are `windows-10`, `linux` and the
-- like, but any text is allowed there: "Ubuntu 22.04", "Win 11 Pro", "macOS 14".
local systems = {}

-- Words of names of systems that run a Linux kernel.
local linux = {
  "linux", "ubuntu", "debian", "fedora", "centos", "rhel", "red hat", "redhat", "rocky", "alma",
  "suse", "arch", "manjaro", "mint", "gentoo", "nixos", "pop! os", "pop!os", "pop os", "proxmox",
  "unraid", "kali", "elementary", "endeavouros", "cachyos", "garuda", "bazzite", "nobara", "zorin",
  "steamos", "hiveos", "dgx os", "truenas scale", "openeuler", "kylin", "deepin", "anolis",
  "uos", "优麒麟", "麒麟", "统信",
}

local function contains_word(text, word)
  local from, to = text:find(word, 1, true)
  while from do
    local before, after = text:sub(from - 1, from - 1), text:sub(to + 1, to + 1)
    if not before:find("%a") and not after:find("%a") then
      return true
    end
    from, to = text:find(word, to + 1, true)
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

-- The name that the format has for a system, such as `windows-11` or `linux`; nil for a text that
-- names none that is known here.
function systems.canonical(os)
  if type(os) ~= "string" then
    return nil
  end
  -- `a b` for `A-B`, `A_B` and "Microsoft A B".
  local text = os:lower():gsub("[-_]", " "):gsub("^%s*microsoft%s+", ""):gsub("%s+", " ")
  if text:find("^%s*mac ?os") or text:find("^%s*os x") then
    return "macos"
  end
  local release = windows(text)
  for _, word in ipairs(linux) do
    if contains_word(text, word) then
      -- Two systems side by side are neither.
      return not release and "linux" or nil
    end
  end
  return release
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
