-- A stand-in for the browser source, for OBS builds that come without one (Debian's: CEF is not in
-- Debian). It has the settings, defaults and the button of obs-browser, draws nothing, and writes
-- down what a browser would do: one line of JSON for each address that is opened, and for each
-- press of Refresh.
local obs = obslua
local said = script_path() .. "browser-source.log"

local function say(what, settings)
  local file = io.open(said, "a")
  if file == nil then return end
  local url = obs.obs_data_get_string(settings, "url")
  file:write(string.format('{"what":"%s","url":"%s"}\n', what, url))
  file:close()
end

local browser = {
  id = "browser_source",
  type = obs.OBS_SOURCE_TYPE_INPUT,
  output_flags = bit.bor(obs.OBS_SOURCE_VIDEO, obs.OBS_SOURCE_CUSTOM_DRAW),
}

browser.get_name = function() return "Browser" end

browser.create = function(settings, source)
  say("open", settings)
  return {
    width = obs.obs_data_get_int(settings, "width"),
    height = obs.obs_data_get_int(settings, "height"),
    url = obs.obs_data_get_string(settings, "url"),
  }
end

browser.update = function(data, settings)
  data.width = obs.obs_data_get_int(settings, "width")
  data.height = obs.obs_data_get_int(settings, "height")
  local url = obs.obs_data_get_string(settings, "url")
  if url ~= data.url then say("open", settings) end
  data.url = url
end

browser.get_width = function(data) return data.width end
browser.get_height = function(data) return data.height end
browser.video_render = function(data, effect) end

browser.get_defaults = function(settings)
  obs.obs_data_set_default_string(settings, "url", "https://obsproject.com/browser-source")
  obs.obs_data_set_default_int(settings, "width", 800)
  obs.obs_data_set_default_int(settings, "height", 600)
  obs.obs_data_set_default_int(settings, "webpage_control_level", 1)
end

browser.get_properties = function(data)
  local properties = obs.obs_properties_create()
  obs.obs_properties_add_text(properties, "url", "URL", obs.OBS_TEXT_DEFAULT)
  obs.obs_properties_add_button(properties, "refreshnocache", "Refresh", function()
    local file = io.open(said, "a")
    file:write(string.format('{"what":"refresh","url":"%s"}\n', data.url))
    file:close()
    return false
  end)
  return properties
end

obs.obs_register_source(browser)

function script_description()
  return "A browser source that draws nothing."
end
