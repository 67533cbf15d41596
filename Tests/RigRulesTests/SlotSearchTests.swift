internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

/// The search for seats in `Rules/lib/slots.lua` leaves out what cannot be better; the plain one here
/// tries every way, in the same order.
@Suite("The search for seats")
struct SlotSearchTests {
  private static let plain = """
    local function fits(seats, seat, last)
      for _, other in ipairs(seats) do
        if seat.at <= other.reach and other.at <= seat.reach then return false end
      end
      return seat.at + seat.width - 1 <= last
    end

    local function from_the_top(seats)
      local sorted = table.move(seats, 1, #seats, 1, {})
      table.sort(sorted, function(a, b)
        return a.at < b.at or a.at == b.at and a.index < b.index
      end)
      return sorted
    end

    -- Calls `done(seats)` for every way to seat the waiting cards, until it answers true.
    local function each_way(open, waiting, seats, last, from, done)
      if #waiting == 0 then return done(from_the_top(seats)) end
      if from > #open then return false end
      local seen = {}
      for i, card in ipairs(waiting) do
        local kind = card.width .. " " .. card.air .. " " .. tostring(card.needs_air)
        local at = open[from]
        local seat = { index = card.index, at = at, width = card.width,
          reach = at + card.width - 1 + card.air, needs_air = card.needs_air }
        if not seen[kind] and fits(seats, seat, last) then
          table.remove(waiting, i)
          table.insert(seats, seat)
          if each_way(open, waiting, seats, last, from + 1, done) then return true end
          table.remove(seats)
          table.insert(waiting, i, card)
        end
        seen[kind] = true
      end
      return each_way(open, waiting, seats, last, from + 1, done)
    end

    local function fault_of(seats)
      local longest, sum, first, has_shut_in = 0, 0, 1, false
      for i, seat in ipairs(seats) do
        local above = seats[i - 1]
        if above and seat.at <= above.at + above.width then
          if above.needs_air then has_shut_in, sum = true, sum + 1 end
        else
          first, has_shut_in = i, false
        end
        if has_shut_in then longest = math.max(longest, i - first + 1) end
      end
      return longest * 100 + sum
    end

    return { each_way = each_way, fault_of = fault_of }
    """

  /// Says where the two differ, and how many cards were seated how well.
  private static let rule =
    "local slots, plain = require \"lib.slots\", require \"lib.plain\"\n"
    + ruleSource(
      check: """
        local seating = slots.seating(build, slots.seated(build))
        local air = {}
        local function cards(stated, extra)
          local list = {}
          for i, gpu in ipairs(build.gpus) do
            if (gpu.slot ~= nil) == stated then
              local width = math.ceil(gpu.slot_width)
              list[#list + 1] = { index = i, width = width, air = extra and air[i] or 0,
                needs_air = gpu.cooling == "open-air", at = gpu.slot }
              list[#list].reach = gpu.slot and gpu.slot + width - 1
            end
          end
          return list
        end
        local function text(seats)
          local words = {}
          for i, seat in ipairs(seats) do
            words[i] = (seat.card or seat.index) .. "@" .. seat.at
          end
          return table.concat(words, " ")
        end
        for i, gpu in ipairs(build.gpus) do air[i] = gpu.cooling == "open-air" and 1 or 0 end

        local best
        plain.each_way(seating.open, cards(false), cards(true), seating.last, 1, function(seats)
          local fault = plain.fault_of(seats)
          if best == nil or fault < best.fault then best = { fault = fault, seats = seats } end
          return best.fault == 0
        end)
        local ours = slots.place_best(build, seating, function(gpu)
          return gpu.cooling == "open-air"
        end)
        local _, left = slots.place(seating)
        if best then
          ctx.report("found", { n = best.fault })
          if text(ours) ~= text(best.seats) or #left > 0 then
            ctx.report("differs", { ours = text(ours), plain = text(best.seats) })
          end
        elseif #left == 0 and #cards(false) > 0 then
          ctx.report("differs", { ours = text(ours), plain = "none" })
        end

        -- The cards as if none stated its slot.
        for _, last in ipairs({ seating.last, 6, math.huge }) do
          local all, first = cards(false, true), nil
          for _, card in ipairs(cards(true)) do
            card.air = air[card.index]
            table.insert(all, card)
          end
          table.sort(all, function(a, b) return a.index < b.index end)
          plain.each_way(seating.open, all, {}, last, 1, function(seats)
            first = seats
            return true
          end)
          local by_card = {}
          for _, seat in ipairs(first or {}) do by_card[seat.index] = seat.at end
          local order = slots.arrange(seating, { air = air, last = last })
          local one, two = table.concat(order or {}, " "), table.concat(by_card, " ")
          if one ~= two then ctx.report("differs", { ours = one, plain = two }) end
        end
        """,
      messages: "found = \"{n}\", differs = \"{ours} and {plain}\"")

  private static func engine() throws -> Engine {
    var options = EngineOptions()
    options.limits = .none
    var files = ["lib/plain.lua": plain, "seats.lua": rule]
    for name in ["slots", "paths"] {
      let path = Checkout.root.appending(path: "Rules/lib/\(name).lua")
      files["lib/\(name).lua"] = try String(contentsOf: path, encoding: .utf8)
    }
    return try Engine(rules: [.files(files)], options: options)
  }

  private static func build(_ random: inout some RandomNumberGenerator) -> BuildValue {
    let coolings: [BuildValue] = ["open-air", "blower", "liquid"]
    let kinds = (0...Int.random(in: 0...3, using: &random)).map { _ in
      (
        width: Int.random(in: 1...4, using: &random),
        cooling: coolings.randomElement(using: &random)!
      )
    }
    let cards = (1...Int.random(in: 1...6, using: &random)).map { _ -> BuildValue in
      let kind = kinds.randomElement(using: &random)!
      if Int.random(in: 1...6, using: &random) > 1 {
        return ["slot_width": .integer(Int64(kind.width)), "cooling": kind.cooling]
      }
      return [
        "slot_width": .integer(Int64(kind.width)), "cooling": kind.cooling,
        "slot": .integer(Int64.random(in: 1...8, using: &random)),
      ]
    }
    let open = (1...9).filter { _ in Int.random(in: 0...3, using: &random) > 0 }
    return [
      "gpus": .list(cards),
      "motherboard": [
        "pcie_slots": .list(open.map { ["position": .integer(Int64($0)), "size": "x16"] })
      ],
      "chassis": ["expansion_slots": .integer(Int64.random(in: 3...10, using: &random))],
    ]
  }

  @Test("gives the seats that trying every way gives")
  func agrees() throws {
    let engine = try Self.engine()
    var random = SeededNumbers(seed: 14)
    var faults: Set<String> = []
    for _ in 1...1500 {
      let build = Self.build(&random)
      let outcome = try #require(engine.evaluate(Build(build))["seats"]).outcome
      #expect(outcome.failure == nil)
      for finding in outcome.findings {
        #expect(finding.id == "found", "\(finding.message) of \(build)")
        faults.insert(finding.message)
      }
    }
    // Builds without a fault, with pairs and with longer runs are among them.
    #expect(faults.isSuperset(of: ["0", "201", "301", "302"]), "\(faults)")
  }
}
