-- The order in which software is installed: `software.install_order`, first step first.
local steps = {}

-- The number of the step that installs `wanted`, counted from 1; nil when no step does.
function steps.number(order, wanted)
  for number, item in ipairs(order) do
    if item == wanted then
      return number
    end
  end
end

-- Which of the two is installed first; nil when the order holds neither.
function steps.first_of(order, one, other)
  for _, item in ipairs(order) do
    if item == one or item == other then
      return item
    end
  end
end

return steps
