# The words of the OBS panel.

obs-states-off = Not connected
obs-states-not_running = Looking for OBS…
obs-states-wrong_password = Wrong password
obs-states-password_needed = Needs OBS' password
obs-states-too_old = OBS is too old
obs-states-no_browser_plugin = OBS can't show overlays
obs-states-connected = Connected
obs-title = OBS
obs-help = Connected to OBS, your overlays go into its scenes with one click, and load again by themselves.
obs-off = Nothing is changed in OBS until you add an overlay.
obs-connect = Connect to OBS
obs-connecting = Connecting…
obs-again = Try again
obs-disconnect = Disconnect
obs-stopLooking = Stop looking
obs-forget = Delete the saved password
obs-forgotten = The saved password is deleted.
obs-password = WebSocket password of OBS
obs-passwordHelp = In OBS: Tools, WebSocket Server Settings, Show Connect Info.
obs-send = Connect
obs-noPlace = The password has no place to be kept in yet. Choose one, and press Connect again.
obs-overlay = Overlay
obs-scene = Scene
obs-onAir = { $scene } (on air)
obs-add = Add
obs-addWhat = Add { $overlay } to the scene { $scene }
obs-show = Show
obs-showWhat = Show { $overlay } in the scene { $scene }
obs-isThere = It is in this scene.
obs-isHidden = It is there, but hidden.
obs-isWithin = It is in this scene, within “{ $place }”.
obs-isHiddenWithin = It is there, within “{ $place }”, but hidden. Make it visible in OBS.
obs-added = { $overlay } is in the scene “{ $scene }” now.
obs-wasThere = { $overlay } was in the scene “{ $scene }” already.
obs-shown = { $overlay } can be seen in the scene “{ $scene }” now.
obs-addedHidden = { $overlay } is back in the scene “{ $scene }”, hidden as it was.
obs-staysHidden = { $overlay } is in the scene “{ $scene }”, but hidden. Make it visible in OBS.
obs-takenOut = { $overlay } is out of the scene “{ $scene }”.
obs-where = Where your overlays are
obs-nowhere = None of them is in a scene yet.
obs-within = { $scene }, within { $place }
obs-hidden = { $where } (hidden)
obs-remove = Take out
obs-removeWhat = Take { $overlay } out of the scene { $scene }
obs-noScenes = OBS has no scene.
obs-refresh = Reload the sources
obs-refreshed =
    { $count ->
        [0] There is no source to reload.
        [one] 1 source is loaded anew.
       *[other] { $count } sources are loaded anew.
    }
obs-oldLoaders-title = Loader files with an old address
obs-oldLoaders-help = These sources wait where nobody answers, and stay empty. Save the loader file again in the place of the old one, and press “Reload the sources”.
obs-oldLoaders-save = Save again
obs-oldLoaders-saveWhat = Save the loader file of { $overlay } again
obs-byHand-title = Without connecting
obs-byHand-drag = Drag “{ $overlay }” into OBS
obs-byHand-dragHelp = Hold this, and drop it on the picture in OBS: the source has the right size.
obs-byHand-size = { $width } × { $height }
obs-byHand-loader = Save a loader file
obs-byHand-loaderHelp = A source that waits for MultiChat Overlay, whichever starts first. In OBS: Sources, +, Browser, tick “Local file”, and choose it. Save it again after a new address.
obs-byHand-saved = { $name } is in your downloads.
