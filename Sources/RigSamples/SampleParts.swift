// swift-format-ignore-file: an entry is one line, as in the file it ends up in.

/// Parts that builds are drawn from: what their makers state, as far as rules look at it.
///
/// Each entry is the inside of a JSON object. They need not be complete: real lists are not.
enum SampleParts {
  static let cpus = [
    #""name":"Ryzen 5 7600","socket":"AM5","cores":6,"threads":12,"base_clock_ghz":3.8,"boost_clock_ghz":5.1,"tdp_w":65,"pcie_lanes":24,"integrated_graphics":true,"includes_cooler":true,"price":199"#,
    #""name":"Ryzen 7 7700X","socket":"AM5","cores":8,"threads":16,"base_clock_ghz":4.5,"boost_clock_ghz":5.4,"tdp_w":105,"pcie_lanes":24,"integrated_graphics":true,"includes_cooler":false,"price":299"#,
    #""name":"Ryzen 9 7950X","socket":"AM5","cores":16,"threads":32,"base_clock_ghz":4.5,"boost_clock_ghz":5.7,"tdp_w":170,"pcie_lanes":24,"integrated_graphics":true,"includes_cooler":false,"price":549"#,
    #""name":"Ryzen 9 5950X","socket":"AM4","cores":16,"threads":32,"base_clock_ghz":3.4,"boost_clock_ghz":4.9,"tdp_w":105,"pcie_lanes":20,"integrated_graphics":false,"price":360"#,
    #""name":"Ryzen 5 3600","socket":"AM4","cores":6,"threads":12,"base_clock_ghz":3.6,"boost_clock_ghz":4.2,"tdp_w":65,"pcie_lanes":20,"includes_cooler":true,"price":95"#,
    #""name":"Core i5-12400F","socket":"LGA1700","cores":6,"threads":12,"base_clock_ghz":2.5,"boost_clock_ghz":4.4,"tdp_w":65,"pcie_lanes":20,"integrated_graphics":false,"price":120"#,
    #""name":"Core i7-13700K","socket":"LGA1700","cores":16,"threads":24,"base_clock_ghz":3.4,"boost_clock_ghz":5.4,"tdp_w":125,"pcie_lanes":20,"integrated_graphics":true,"price":370"#,
    #""name":"Core i9-14900K","socket":"LGA1700","cores":24,"threads":32,"base_clock_ghz":3.2,"boost_clock_ghz":6,"tdp_w":125,"pcie_lanes":20,"price":540"#,
    #""name":"Core i3-10100","socket":"LGA1200","cores":4,"threads":8,"base_clock_ghz":3.6,"boost_clock_ghz":4.3,"tdp_w":65,"pcie_lanes":16,"price":80"#,
    #""name":"Threadripper 3960X","socket":"sTRX4","cores":24,"threads":48,"base_clock_ghz":3.8,"boost_clock_ghz":4.5,"tdp_w":280,"pcie_lanes":64,"price":1400"#,
    #""name":"Threadripper PRO 5975WX","socket":"sWRX8","cores":32,"threads":64,"base_clock_ghz":3.6,"boost_clock_ghz":4.5,"tdp_w":280,"pcie_lanes":128,"price":2900"#,
    #""name":"Xeon E5-2620 v4","socket":"LGA2011-3","count":2,"cores":8,"threads":16,"base_clock_ghz":2.1,"boost_clock_ghz":3,"tdp_w":85,"pcie_lanes":40,"price":60"#,
    #""name":"EPYC 7302P","socket":"SP3","cores":16,"threads":32,"base_clock_ghz":3,"boost_clock_ghz":3.3,"tdp_w":155,"pcie_lanes":128,"price":400"#,
    #""name":"Xeon E5-2603 v3","socket":"LGA2011-3","cores":6,"threads":6,"base_clock_ghz":1.6,"tdp_w":85,"pcie_lanes":40"#,
  ]

  static let gpus = [
    #""name":"GeForce RTX 4090 Founders Edition","chipset":"GeForce RTX 4090","vendor":"nvidia","vram_gb":24,"tdp_w":450,"length_mm":304,"slot_width":3,"cooling":"open-air","compute_capability":"8.9","power_connectors":{"pcie_16pin":1},"video_outputs":4,"price":1599"#,
    #""name":"GeForce RTX 4080 Super","chipset":"GeForce RTX 4080 SUPER","vendor":"nvidia","vram_gb":16,"tdp_w":320,"length_mm":310,"slot_width":3.5,"cooling":"open-air","compute_capability":"8.9","power_connectors":{"pcie_16pin":1},"video_outputs":4,"price":999"#,
    #""name":"GeForce RTX 4070 Dual","chipset":"GeForce RTX 4070","vendor":"nvidia","vram_gb":12,"tdp_w":200,"length_mm":267,"slot_width":2.56,"cooling":"open-air","compute_capability":"8.9","power_connectors":{"pcie_8pin":1},"video_outputs":4,"price":549"#,
    #""name":"GeForce RTX 4060","chipset":"GeForce RTX 4060","vendor":"nvidia","vram_gb":8,"tdp_w":115,"length_mm":199,"slot_width":2,"cooling":"open-air","compute_capability":"8.9","power_connectors":{"pcie_8pin":1},"video_outputs":4,"price":299"#,
    #""name":"GeForce RTX 3090 Turbo","chipset":"GeForce RTX 3090","vendor":"nvidia","vram_gb":24,"tdp_w":350,"length_mm":267,"slot_width":2,"cooling":"blower","compute_capability":"8.6","power_connectors":{"pcie_8pin":2},"video_outputs":4,"price":850"#,
    #""name":"GeForce RTX 3090 Gaming","chipset":"GeForce RTX 3090","vendor":"nvidia","vram_gb":24,"tdp_w":350,"length_mm":323,"slot_width":2.7,"cooling":"open-air","compute_capability":"8.6","power_connectors":{"pcie_8pin":3},"video_outputs":4,"price":800"#,
    #""name":"GeForce RTX 3060","chipset":"GeForce RTX 3060","vendor":"nvidia","vram_gb":12,"tdp_w":170,"length_mm":242,"slot_width":2,"cooling":"open-air","compute_capability":"8.6","power_connectors":{"pcie_8pin":1},"video_outputs":4,"price":280"#,
    #""name":"GeForce RTX 2080 Ti Blower","chipset":"GeForce RTX 2080 Ti","vendor":"nvidia","vram_gb":11,"tdp_w":250,"length_mm":267,"slot_width":2,"cooling":"blower","compute_capability":"7.5","power_connectors":{"pcie_8pin":2},"video_outputs":4,"price":300"#,
    #""name":"GeForce RTX 2080 Ti","chipset":"GeForce RTX 2080 Ti","vendor":"nvidia","vram_gb":11,"tdp_w":260,"length_mm":304,"slot_width":2.5,"cooling":"open-air","compute_capability":"7.5","power_connectors":{"pcie_8pin":2},"video_outputs":4,"price":280"#,
    #""name":"GeForce RTX 2070","chipset":"GeForce RTX 2070","vendor":"nvidia","vram_gb":8,"tdp_w":175,"length_mm":229,"slot_width":2,"cooling":"open-air","compute_capability":"7.5","power_connectors":{"pcie_8pin":1},"video_outputs":3,"price":170"#,
    #""name":"GeForce GTX 1080 Ti","chipset":"GeForce GTX 1080 Ti","vendor":"nvidia","vram_gb":11,"tdp_w":250,"length_mm":267,"slot_width":2,"cooling":"blower","compute_capability":"6.1","power_connectors":{"pcie_6pin":1,"pcie_8pin":1},"video_outputs":4,"price":190"#,
    #""name":"GeForce GTX 1070","chipset":"GeForce GTX 1070","vendor":"nvidia","vram_gb":8,"tdp_w":150,"length_mm":267,"slot_width":2,"cooling":"blower","compute_capability":"6.1","power_connectors":{"pcie_8pin":1},"video_outputs":4,"price":110"#,
    #""name":"GeForce GTX 660","chipset":"GeForce GTX 660","vendor":"nvidia","vram_gb":2,"tdp_w":140,"length_mm":241,"slot_width":2,"cooling":"open-air","compute_capability":"3.0","power_connectors":{"pcie_6pin":1},"price":30"#,
    #""name":"RTX 6000 Ada","chipset":"RTX 6000 Ada Generation","vendor":"nvidia","vram_gb":48,"tdp_w":300,"length_mm":267,"slot_width":2,"cooling":"blower","compute_capability":"8.9","power_connectors":{"pcie_16pin":1},"video_outputs":4,"price":6800"#,
    #""name":"GeForce RTX 4090 Suprim Liquid","chipset":"GeForce RTX 4090","vendor":"nvidia","vram_gb":24,"tdp_w":480,"length_mm":280,"slot_width":2,"cooling":"liquid","radiator_mm":240,"compute_capability":"8.9","power_connectors":{"pcie_16pin":1},"video_outputs":4,"price":1750"#,
    #""name":"Radeon RX 7900 XTX","chipset":"Radeon RX 7900 XTX","vendor":"amd","vram_gb":24,"tdp_w":355,"length_mm":287,"slot_width":2.5,"cooling":"open-air","power_connectors":{"pcie_8pin":2},"video_outputs":4,"price":930"#,
    #""name":"Arc A770","chipset":"Arc A770","vendor":"intel","vram_gb":16,"tdp_w":225,"length_mm":280,"slot_width":2,"cooling":"open-air","power_connectors":{"pcie_6pin":1,"pcie_8pin":1},"price":290"#,
  ]

  static let motherboards = [
    #""name":"B650 Plus","socket":"AM5","form_factor":"ATX","memory_type":"DDR5","memory_slots":4,"max_memory_gb":192,"m2_slots":3,"sata_ports":4,"pcie_slots":[{"position":1,"size":"x16","lanes":16,"generation":4},{"position":5,"size":"x16","lanes":4,"generation":4}],"price":180"#,
    #""name":"X670E Creator","socket":"AM5","form_factor":"ATX","memory_type":"DDR5","memory_slots":4,"max_memory_gb":192,"m2_slots":4,"sata_ports":4,"pcie_slots":[{"position":1,"size":"x16","lanes":8},{"position":4,"size":"x16","lanes":8},{"position":7,"size":"x16","lanes":2}],"price":450"#,
    #""name":"B550M","socket":"AM4","form_factor":"Micro ATX","memory_type":"DDR4","memory_slots":4,"max_memory_gb":128,"m2_slots":2,"sata_ports":4,"pcie_slots":[{"position":1,"size":"x16","lanes":16},{"position":3,"size":"x1","lanes":1},{"position":4,"size":"x16","lanes":4}],"price":110"#,
    #""name":"B660 Pro","socket":"LGA1700","form_factor":"ATX","memory_type":"DDR4","memory_slots":4,"max_memory_gb":128,"pcie_slots":[{"position":1,"size":"x16","lanes":16},{"position":4,"size":"x16","lanes":4}],"price":140"#,
    #""name":"Z790 Ace","socket":"LGA1700","form_factor":"E-ATX","memory_type":"DDR5","memory_slots":4,"max_memory_gb":192,"m2_slots":5,"sata_ports":6,"pcie_slots":[{"position":1,"size":"x16","lanes":8},{"position":4,"size":"x16","lanes":8},{"position":6,"size":"x16","lanes":4}],"price":500"#,
    #""name":"TRX40 Designare","socket":"sTRX4","form_factor":"XL-ATX","memory_type":"DDR4","memory_slots":8,"max_memory_gb":256,"max_gpus":4,"pcie_slots":[{"position":1,"size":"x16","lanes":16},{"position":3,"size":"x16","lanes":8},{"position":5,"size":"x16","lanes":16},{"position":7,"size":"x16","lanes":8}],"price":620"#,
    #""name":"WRX80 Sage","socket":"sWRX8","form_factor":"E-ATX","memory_type":"DDR4","memory_slots":8,"max_memory_gb":2048,"max_gpus":7,"pcie_slots":[{"position":1,"size":"x16","lanes":16},{"position":2,"size":"x16","lanes":16},{"position":3,"size":"x16","lanes":16},{"position":4,"size":"x16","lanes":16},{"position":5,"size":"x16","lanes":16},{"position":6,"size":"x16","lanes":16},{"position":7,"size":"x16","lanes":16}],"price":980"#,
    #""name":"X99-E WS","socket":"LGA2011-3","form_factor":"SSI CEB","memory_type":"DDR4","memory_slots":8,"max_memory_gb":128,"max_gpus":4,"pcie_slots":[{"position":1,"size":"x16","lanes":16},{"position":3,"size":"x16","lanes":16},{"position":5,"size":"x16","lanes":16},{"position":7,"size":"x16","lanes":16}],"price":300"#,
    #""name":"ROMED8-2T","socket":"SP3","form_factor":"ATX","memory_type":"DDR4","memory_slots":8,"pcie_slots":[{"position":1,"size":"x16","lanes":16},{"position":2,"size":"x16","lanes":16},{"position":3,"size":"x16","lanes":16},{"position":4,"size":"x16","lanes":16},{"position":5,"size":"x16","lanes":16},{"position":6,"size":"x16","lanes":16},{"position":7,"size":"x16","lanes":16}],"price":620"#,
    #""name":"B760I","socket":"LGA1700","form_factor":"Mini-ITX","memory_type":"DDR5","memory_slots":2,"max_memory_gb":96,"pcie_slots":[{"position":1,"size":"x16","lanes":16}],"price":190"#,
    #""name":"H410M","socket":"LGA1200","form_factor":"Micro ATX","memory_type":"DDR4","memory_slots":2,"max_memory_gb":64,"max_gpus":1,"price":60"#,
  ]

  static let memory = [
    #""name":"Vengeance 2x16","type":"DDR5","modules":2,"module_gb":16,"speed_mts":6000,"price":95"#,
    #""name":"Vengeance 2x32","type":"DDR5","modules":2,"module_gb":32,"speed_mts":5600,"price":170"#,
    #""name":"Trident Z5 2x24","type":"DDR5","modules":2,"module_gb":24,"capacity_gb":48,"speed_mts":7200,"price":190"#,
    #""name":"Fury 2x8","type":"DDR4","modules":2,"module_gb":8,"speed_mts":3200,"price":38"#,
    #""name":"Fury 2x16","type":"DDR4","modules":2,"module_gb":16,"speed_mts":3600,"price":62"#,
    #""name":"Server ECC 8x32","type":"DDR4","modules":8,"module_gb":32,"speed_mts":3200,"ecc":true,"registered":true,"price":560"#,
    #""name":"ValueRAM 1x8","type":"DDR4","capacity_gb":8,"speed_mts":2666,"price":18"#,
    #""name":"Unknown kit","type":"DDR4""#,
  ]

  static let drives = [
    #""name":"990 Pro 2 TB","type":"nvme","capacity_gb":2000,"price":160"#,
    #""name":"SN770 1 TB","type":"nvme","capacity_gb":1000,"price":70"#,
    #""name":"870 EVO 1 TB","type":"sata-ssd","capacity_gb":1000,"price":85"#,
    #""name":"IronWolf 8 TB","type":"hdd","capacity_gb":8000,"price":180"#,
    #""name":"MX500 500 GB","type":"sata-ssd","capacity_gb":500,"price":50"#,
  ]

  static let psus = [
    #""name":"RM750e","wattage_w":750,"efficiency":"80-plus-gold","form_factor":"ATX","length_mm":140,"connectors":{"eps_8pin":2,"pcie_8pin":4,"pcie_16pin":1},"price":100"#,
    #""name":"RM850x","wattage_w":850,"efficiency":"80-plus-gold","form_factor":"ATX","length_mm":160,"connectors":{"eps_8pin":2,"pcie_8pin":6},"price":130"#,
    #""name":"RM1000x","wattage_w":1000,"efficiency":"80-plus-gold","form_factor":"ATX","length_mm":160,"connectors":{"eps_8pin":2,"pcie_8pin":6,"pcie_16pin":1},"price":180"#,
    #""name":"HX1200","wattage_w":1200,"efficiency":"80-plus-platinum","form_factor":"ATX","length_mm":200,"connectors":{"eps_8pin":2,"pcie_8pin":8},"price":260"#,
    #""name":"AX1600i","wattage_w":1600,"efficiency":"80-plus-titanium","form_factor":"ATX","length_mm":200,"connectors":{"eps_8pin":2,"pcie_8pin":10},"price":610"#,
    #""name":"SuperNOVA 1600 T2","wattage_w":1600,"efficiency":"80-plus-titanium","form_factor":"ATX","length_mm":220,"price":480"#,
    #""name":"Pure Power 650","wattage_w":650,"efficiency":"80-plus-bronze","form_factor":"ATX","length_mm":150,"connectors":{"eps_8pin":1,"pcie_8pin":2},"price":65"#,
    #""name":"System Power 500","wattage_w":500,"efficiency":"80-plus","form_factor":"ATX","length_mm":140,"connectors":{"eps_8pin":1,"pcie_6pin":1,"pcie_8pin":1},"price":45"#,
    #""name":"SF750","wattage_w":750,"efficiency":"80-plus-platinum","form_factor":"SFX","length_mm":100,"connectors":{"eps_8pin":2,"pcie_8pin":4},"price":170"#,
    #""name":"Prime TX-1300","wattage_w":1300,"efficiency":"80-plus-titanium","form_factor":"ATX","length_mm":210,"connectors":{"eps_8pin":2,"pcie_8pin":8,"pcie_16pin":1},"price":430"#,
  ]

  static let chassis = [
    #""name":"Define 7 XL","form_factor":"Full Tower","motherboard_form_factors":["E-ATX","ATX","Micro ATX","Mini-ITX"],"max_gpu_length_mm":491,"max_cooler_height_mm":185,"expansion_slots":9,"radiators_mm":[480,360,240,120],"price":210"#,
    #""name":"Meshify 2","form_factor":"Mid Tower","motherboard_form_factors":["ATX","Micro ATX","Mini-ITX"],"max_gpu_length_mm":467,"max_cooler_height_mm":185,"expansion_slots":7,"radiators_mm":[360,360,120],"price":140"#,
    #""name":"4000D Airflow","form_factor":"Mid Tower","motherboard_form_factors":["ATX","Micro ATX","Mini-ITX"],"max_gpu_length_mm":360,"max_cooler_height_mm":170,"expansion_slots":7,"radiators_mm":[360,280,120],"price":95"#,
    #""name":"NR200P","form_factor":"Mini-ITX Tower","motherboard_form_factors":["Mini-ITX"],"max_gpu_length_mm":330,"max_cooler_height_mm":155,"expansion_slots":3,"psu_form_factors":["SFX"],"radiators_mm":[280,120],"price":80"#,
    #""name":"O11 Dynamic XL","form_factor":"Full Tower","max_gpu_length_mm":446,"max_cooler_height_mm":167,"expansion_slots":8,"radiators_mm":[360,360,360],"price":240"#,
    #""name":"Enthoo Pro 2","form_factor":"Full Tower","max_gpu_length_mm":503,"max_cooler_height_mm":195,"expansion_slots":8,"radiators_mm":[480,360,360],"price":170"#,
    #""name":"Q300L","form_factor":"Micro ATX Tower","max_gpu_length_mm":360,"max_cooler_height_mm":159,"expansion_slots":4,"radiators_mm":[240,120],"price":45"#,
    #""name":"4U rack","form_factor":"Rack","max_gpu_length_mm":290,"expansion_slots":7"#,
  ]

  static let coolers = [
    #""name":"NH-D15","type":"air","height_mm":165,"max_tdp_w":220,"price":100"#,
    #""name":"Liquid Freezer 360","type":"liquid","radiator_mm":360,"max_tdp_w":300,"price":120"#,
    #""name":"Hyper 212","type":"air","height_mm":159,"max_tdp_w":150,"price":35"#,
    #""name":"H60","type":"liquid","radiator_mm":120,"price":80"#,
  ]

  static let software = [
    #""os":"linux","driver":"535.104","cuda":"12.2","cudnn":"8.9""#,
    #""os":"windows-11","cuda":"12.1","cudnn":"8.9","visual_studio":"2022","install_order":["visual-studio","cuda","cudnn"]"#,
    #""os":"windows-10","cuda":"11.8","install_order":["cuda","visual-studio"]"#,
    #""os":"windows-7","cuda":"10.2""#,
    #""os":"linux""#,
  ]
}
