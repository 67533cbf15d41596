-- What a kilowatt-hour costs where a build's prices are in this currency: rough prices for
-- households (estimates of 2025, in the order of the published averages: IEA and Eurostat, EIA,
-- Ofgem); `price_per_kwh` sets the price of a known bill.
local money = {}

local usual = {
  AUD = 0.35,
  CAD = 0.17,
  CHF = 0.29,
  CNY = 0.6,
  EUR = 0.29,
  GBP = 0.26,
  INR = 7,
  JPY = 31,
  KRW = 150,
  TWD = 3,
  USD = 0.17,
}

-- The price of a kilowatt-hour and its currency: those of the parameters, else the build's
-- currency with the usual price there, in CNY where the build names none. The price is nil where
-- it is not known for that currency.
function money.of_energy(build, params)
  local named = build.currency and build.currency:upper():gsub("%s", "")
  local currency = params.currency ~= "" and params.currency or named or "CNY"
  if params.price_per_kwh > 0 then
    return params.price_per_kwh, currency
  end
  return usual[currency], currency
end

return money
